"""Settings: everything that the environment and `.env` can say. Nothing else reads them."""

from bot.settings.load import BadSettings, forget_proxies, load_model_settings, load_settings, load_store_settings
from bot.settings.schema import DEMO_MODEL, ModelSettings, Settings, StoreSettings

__all__ = [
    "DEMO_MODEL",
    "BadSettings",
    "ModelSettings",
    "Settings",
    "StoreSettings",
    "forget_proxies",
    "load_model_settings",
    "load_settings",
    "load_store_settings",
]
