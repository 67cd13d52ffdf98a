/* Where a person writes: text, edits, files, the menu of commands, reply keyboards, places. */

import { byId, element } from "./dom.js";

const PLACES = [
  ["Berlin", 52.52, 13.405], ["London", 51.5074, -0.1278], ["New York", 40.7128, -74.006],
  ["São Paulo", -23.5505, -46.6333], ["Tokyo", 35.6762, 139.6503], ["Sydney", -33.8688, 151.2093],
];

export class Composer {
  constructor(actions) {
    this.actions = actions;
    this.field = byId("composer");
    this.edited = null;
    byId("composer-form").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.field.addEventListener("keydown", (event) => this.onKey(event));
    this.field.addEventListener("input", () => this.grow());
    byId("editing-cancel").addEventListener("click", () => this.edit(null));
    byId("start").addEventListener("click", () => actions.say("/start"));
    byId("file").addEventListener("change", (event) => this.attach(event.target));
    byId("attach-file").addEventListener("click", () => { this.close(); byId("file").click(); });
    byId("attach-place").addEventListener("click", () => { this.close(); byId("places").showModal(); });
    this.popup("menu", "menu-list");
    this.popup("attach", "attach-list");
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") this.close(); });
    document.addEventListener("click", (event) => { if (!event.target.closest(".foot")) this.close(); });
    byId("places-list").replaceChildren(...PLACES.map((place) => this.place(place)));
  }

  popup(button, list) {
    byId(button).addEventListener("click", () => {
      const opening = byId(list).hidden;
      this.close();
      byId(list).hidden = !opening;
      byId(button).setAttribute("aria-expanded", String(opening));
      if (opening) byId(list).querySelector("button")?.focus();
    });
  }

  close() {
    for (const [button, list] of [["menu", "menu-list"], ["attach", "attach-list"]]) {
      byId(list).hidden = true;
      byId(button).setAttribute("aria-expanded", "false");
    }
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.edited) this.edit(null);
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight}px`;
  }

  send() {
    const text = this.field.value.trim();
    if (!text) return;
    if (this.edited) this.actions.editText(this.edited.message_id, text);
    else this.actions.say(text);
    this.edit(null);
  }

  edit(message) {
    this.edited = message;
    byId("editing").hidden = !message;
    byId("editing-text").textContent = message?.text || "";
    this.field.value = message?.text || "";
    this.grow();
    this.field.focus();
  }

  attach(input) {
    for (const file of input.files) this.actions.attach(file);
    input.value = "";
  }

  place([name, latitude, longitude]) {
    const share = () => { byId("places").close(); this.actions.sharePlace(latitude, longitude); };
    return element("button", { type: "button", onclick: share, "data-testid": `place-${name}` }, name);
  }

  show(chat, isEmpty) {
    byId("start").hidden = !isEmpty;
    byId("menu").hidden = !chat.menu.length;
    byId("menu-list").replaceChildren(...chat.menu.map((item) => this.menuItem(item)));
    const keyboard = chat.reply_keyboard?.keyboard || [];
    byId("reply-keyboard").hidden = !keyboard.length;
    byId("reply-keyboard").replaceChildren(
      ...keyboard.map((row) => element("div", {}, ...row.map((button) => this.replyKey(button)))),
    );
  }

  menuItem(item) {
    const send = () => { this.close(); this.actions.say(`/${item.command}`); this.field.focus(); };
    const attributes = { type: "button", onclick: send, "data-testid": `menu-${item.command}` };
    return element("li", {}, element("button", attributes, element("b", {}, `/${item.command}`), element("span", {}, item.description)));
  }

  replyKey(raw) {
    const button = typeof raw === "string" ? { text: raw } : raw;
    const press = () => (button.request_location ? byId("places").showModal() : this.actions.say(button.text));
    return element("button", { type: "button", onclick: press, "data-testid": button.text }, button.text);
  }
}
