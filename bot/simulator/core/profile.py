"""What the bot says about itself: command menus by scope and language, descriptions, menu button."""

import re
from dataclasses import dataclass, field

from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.people import Chat, ChatKind
from bot.simulator.core.refusals import bad_request

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MAX_COMMANDS = 100
Key = tuple[str, int, str]
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}


@dataclass(slots=True)
class Profile:
    """The bot's own settings; keys of the menus are (scope, chat, language)."""

    menus: dict[Key, list[Json]] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_button: Json = field(default_factory=lambda: {"type": "commands"})

    def menu(self, chat: Chat, language: str) -> list[Json]:
        """The commands that a person of this language sees in this chat: the narrowest scope wins."""
        everywhere = "all_private_chats" if chat.kind is ChatKind.PRIVATE else "all_group_chats"
        scopes = [("chat", chat.chat_id), (everywhere, 0), ("default", 0)]
        for scope, chat_id in scopes:
            for code in (language, ""):
                if self.menus.get((scope, chat_id, code)):
                    return self.menus[scope, chat_id, code]
        return []

    def description(self, language: str) -> str:
        """What an empty chat shows."""
        return self.descriptions.get(language) or self.descriptions.get("", "")


def menu_key(parameters: Parameters) -> Key:
    """Which menu a call means; refuses unknown scopes and language codes."""
    scope = parameters.structure("scope", "bot command scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return scope["type"], int(scope.get("chat_id", 0)), language_code(parameters)


def language_code(parameters: Parameters) -> str:
    """The call's language, empty for all; refuses what is not two letters."""
    code = parameters.text("language_code")
    if code and not re.fullmatch("[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def commands(parameters: Parameters) -> list[Json]:
    """The call's list of commands; refuses bad names, empty or long descriptions, and more than 100."""
    raw = parameters.structure("commands", "commands")
    if not isinstance(raw, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(raw) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for item in raw:
        if not _COMMAND.fullmatch(str(item.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(item.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return [
        {"command": item["command"].removeprefix("/"), "description": item["description"]} for item in raw
    ]
