"""The bot's menu of commands, its descriptions and its menu button."""

from bot.simulator.core.events import Happening
from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.profile import commands, language_code, menu_key
from bot.simulator.core.refusals import bad_request
from bot.simulator.core.world import World

MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120


def set_my_commands(world: World, parameters: Parameters) -> bool:
    """Method setMyCommands for one scope and language."""
    world.profile.menus[menu_key(parameters)] = commands(parameters)
    world.bulletin.tell(Happening.PROFILE)
    return True


def get_my_commands(world: World, parameters: Parameters) -> list[Json]:
    """Method getMyCommands of exactly this scope and language."""
    return world.profile.menus.get(menu_key(parameters), [])


def delete_my_commands(world: World, parameters: Parameters) -> bool:
    """Method deleteMyCommands of exactly this scope and language."""
    world.profile.menus.pop(menu_key(parameters), None)
    world.bulletin.tell(Happening.PROFILE)
    return True


def set_my_description(world: World, parameters: Parameters) -> bool:
    """Method setMyDescription: what an empty chat shows."""
    text = parameters.text("description")
    if len(text) > MAX_DESCRIPTION:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG")
    world.profile.descriptions[language_code(parameters)] = text
    world.bulletin.tell(Happening.PROFILE)
    return True


def get_my_description(world: World, parameters: Parameters) -> Json:
    """Method getMyDescription."""
    return {"description": world.profile.description(language_code(parameters))}


def set_my_short_description(world: World, parameters: Parameters) -> bool:
    """Method setMyShortDescription: what the bot's profile page shows."""
    text = parameters.text("short_description")
    if len(text) > MAX_SHORT_DESCRIPTION:
        raise bad_request("BOT_ABOUT_TOO_LONG")
    world.profile.short_descriptions[language_code(parameters)] = text
    return True


def get_my_short_description(world: World, parameters: Parameters) -> Json:
    """Method getMyShortDescription."""
    texts = world.profile.short_descriptions
    return {"short_description": texts.get(language_code(parameters)) or texts.get("", "")}


def set_chat_menu_button(world: World, parameters: Parameters) -> bool:
    """Method setChatMenuButton for one chat, or for all without chat_id."""
    button = parameters.structure("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in {"commands", "default", "web_app"}:
        raise bad_request("can't parse menu button: unsupported type specified")
    if parameters.has("chat_id"):
        world.chat_for(parameters).menu_button = button
    else:
        world.profile.menu_button = button
    world.bulletin.tell(Happening.PROFILE)
    return True
