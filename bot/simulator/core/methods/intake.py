"""How the bot gets its updates and files, and who it is."""

import re

from bot.simulator.core.events import Happening
from bot.simulator.core.parameters import Json, Parameters
from bot.simulator.core.refusals import bad_request
from bot.simulator.core.updates import read_allowed
from bot.simulator.core.world import Webhook, World

MAX_DOWNLOAD_BYTES = 20 * 1024 * 1024


def get_me(world: World, _parameters: Parameters) -> Json:
    """Method getMe."""
    abilities = dict.fromkeys(
        (
            "can_join_groups",
            "can_read_all_group_messages",
            "supports_inline_queries",
            "can_connect_to_business",
            "has_main_web_app",
        ),
        False,
    )
    return {**world.bot.as_json(), **abilities, "can_join_groups": True}


def get_updates(world: World, parameters: Parameters) -> list[Json]:
    """Method getUpdates as it answers at once; who waits for updates opens a poll at the desk instead."""
    poll = world.desk.open(parameters)
    answer = poll.answer()
    world.desk.close(poll)
    return answer if isinstance(answer, list) else []


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Method setWebhook; an empty address removes it."""
    url = parameters.text("url")
    if not url:
        return delete_webhook(world, parameters)
    if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = parameters.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    _forget_pending(world, parameters)
    world.queue.allow(read_allowed(parameters))
    connections = min(max(parameters.integer("max_connections", 40), 1), 100)
    world.webhook = Webhook(url, secret, connections)
    world.desk.webhook_is_set = True
    world.desk.end_open("terminated by setWebhook request")
    world.bulletin.tell(Happening.UPDATE)
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Method deleteWebhook."""
    _forget_pending(world, parameters)
    world.webhook = Webhook()
    world.desk.webhook_is_set = False
    return True


def get_webhook_info(world: World, _parameters: Parameters) -> Json:
    """Method getWebhookInfo."""
    hook = world.webhook
    result: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.queue),
    }
    if hook.url:
        result["max_connections"] = hook.max_connections
    if hook.last_error_at is not None:
        result["last_error_date"] = int(hook.last_error_at.timestamp())
        result["last_error_message"] = hook.last_error
    if world.queue.allowed:
        result["allowed_updates"] = sorted(world.queue.allowed)
    return result


def get_file(world: World, parameters: Parameters) -> Json:
    """Method getFile; refuses files over 20 MB."""
    file = world.files.get(parameters.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > MAX_DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": f"files/{file.file_id}/{file.name}",
    }


def close(world: World, _parameters: Parameters) -> bool:
    """Methods close and logOut: refused while a webhook is set, else nothing to do here."""
    if world.webhook.url:
        raise bad_request("webhook must be deleted before the bot is closed")
    world.desk.end_open("the bot was closed")
    world.bulletin.tell(Happening.UPDATE)
    return True


def _forget_pending(world: World, parameters: Parameters) -> None:
    if parameters.flag("drop_pending_updates"):
        world.queue.clear()
