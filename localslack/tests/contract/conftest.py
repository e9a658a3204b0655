"""One workspace for each file of contract tests: a new localslack, or the real one."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from contract.envelopes import Envelopes
from contract.workspace_under_test import Channel, WorkspaceUnderTest, open_workspace


@pytest.fixture(scope="module")
def workspace() -> Iterator[WorkspaceUnderTest]:
    with open_workspace() as workspace:
        yield workspace


@pytest.fixture
def client(workspace: WorkspaceUnderTest) -> WebClient:
    return workspace.client()


@pytest.fixture
def channel(workspace: WorkspaceUnderTest, client: WebClient) -> Iterator[Channel]:
    channel = Channel(client, workspace.channel)
    yield channel
    channel.clean_up()


@pytest.fixture(scope="module")
def connection(workspace: WorkspaceUnderTest) -> Iterator[Envelopes]:
    envelopes = Envelopes(workspace.app_token, workspace.client())
    yield envelopes
    envelopes.close()


@pytest.fixture
def envelopes(connection: Envelopes) -> Envelopes:
    connection.reset()
    return connection
