"""The Bot API's methods that the simulator knows, by their names in lower case."""

from collections.abc import Callable, Mapping

from bot.simulator.core.methods import chats, editing, intake, sending, settings
from bot.simulator.core.parameters import Parameters
from bot.simulator.core.world import World

Method = Callable[[World, Parameters], object]

METHODS: Mapping[str, Method] = {
    "getme": intake.get_me,
    "getupdates": intake.get_updates,
    "setwebhook": intake.set_webhook,
    "deletewebhook": intake.delete_webhook,
    "getwebhookinfo": intake.get_webhook_info,
    "close": intake.close,
    "logout": intake.close,
    "getfile": intake.get_file,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "senddocument": sending.send_document,
    "sendaudio": sending.send_audio,
    "sendlocation": sending.send_location,
    "editmessagetext": editing.edit_message_text,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagemedia": editing.edit_message_media,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "deletemessage": editing.delete_message,
    "answercallbackquery": chats.answer_callback_query,
    "sendchataction": chats.send_chat_action,
    "pinchatmessage": chats.pin_chat_message,
    "unpinchatmessage": chats.unpin_chat_message,
    "setmessagereaction": chats.set_message_reaction,
    "getchat": chats.get_chat,
    "setmycommands": settings.set_my_commands,
    "getmycommands": settings.get_my_commands,
    "deletemycommands": settings.delete_my_commands,
    "setmydescription": settings.set_my_description,
    "getmydescription": settings.get_my_description,
    "setmyshortdescription": settings.set_my_short_description,
    "getmyshortdescription": settings.get_my_short_description,
    "setchatmenubutton": settings.set_chat_menu_button,
}
