"""Imports between rooms: how many rooms a package has, how many arrows run between them, and which lie on circles."""

import ast
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import grimp

Arrows = Mapping[str, Collection[str]]
"""For each room the rooms that it imports."""

_FIELD_LISTS = {"FEATURES", "FIELDS", "IDENTITY"}


def arrows_between(package: str) -> Arrows:
    """Return for each module or package directly inside `package` those that it imports, each once."""
    graph = grimp.build_graph(package.partition(".")[0], cache_dir=None)
    rooms = graph.find_children(package)
    members = {room: {room, *graph.find_descendants(room)} for room in rooms}
    room_of = {module: room for room, inside in members.items() for module in inside}
    return {
        room: {
            room_of[imported]
            for module in inside
            for imported in graph.find_modules_directly_imported_by(module)
            if room_of.get(imported, room) != room
        }
        for room, inside in members.items()
    }


def count_arrows(arrows: Arrows) -> int:
    """Return the number of pairs of rooms where one imports the other."""
    return sum(map(len, arrows.values()))


def circular(arrows: Arrows) -> list[tuple[str, str]]:
    """Return the arrows that lie on a circle: at least one of each circle leads back up."""
    return sorted(
        (room, other) for room, others in arrows.items() for other in others if room in _reached(other, arrows)
    )


def _reached(room: str, arrows: Arrows) -> set[str]:
    """Return `room` and every room that it imports, directly or not."""
    reached: set[str] = set()
    waiting = [room]
    while waiting:
        current = waiting.pop()
        if current not in reached:
            reached.add(current)
            waiting += arrows[current]
    return reached


def field_list_importers(folders: Iterable[Path]) -> list[Path]:
    """Return the modules in `folders` that import a list of features as a global."""
    modules = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return [path for path in modules if _imported_names(path) & _FIELD_LISTS]


def _imported_names(path: Path) -> set[str]:
    imports = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom))
    return {alias.name for node in imports for alias in node.names}
