/* One message: its bubble, its file, its buttons. Edits replace only the parts that changed. */

import { element, icon } from "./dom.js";
import { words } from "./entities.js";

const WAIT_FOR_ANSWER_MS = 15000;
const waitingKeys = new Map();

export class MessageRow {
  constructor(message, actions) {
    this.actions = actions;
    this.drawn = {};
    this.bubble = element("div", { class: "bubble" });
    this.keys = element("div", { class: "keys" });
    this.node = element("article", { class: "row", "data-testid": `message-${message.message_id}` }, this.bubble, this.keys);
    this.update(message);
  }

  update(message) {
    this.message = message;
    this.node.classList.toggle("own", !message.from_bot);
    this.node.classList.toggle("keyed", message.buttons.length > 0);
    this.node.setAttribute("aria-label", `${message.sender}, ${this.actions.clockTime(message.at)}`);
    const body = [message.text, message.entities, message.file, message.place, message.reply_to];
    const meta = [message.edited, message.pinned, message.silent, message.reactions, message.effect_id];
    if (this.changed("body", [body, meta])) this.bubble.replaceChildren(...this.inside());
    if (this.changed("keys", message.buttons)) this.drawKeys();
  }

  changed(part, value) {
    const text = JSON.stringify(value);
    if (this.drawn[part] === text) return false;
    this.drawn[part] = text;
    return true;
  }

  inside() {
    const { message, actions } = this;
    const text = message.text ? words(message, actions.say) : null;
    const meta = this.meta();
    if (text && !message.reactions.length) text.append(meta);
    return [
      message.reply_to ? this.answered() : null,
      message.file ? this.file() : null,
      message.place ? place(message.place) : null,
      text,
      ...message.reactions.map((emoji) => element("span", { class: "reaction", title: "Reaction" }, emoji)),
      text?.contains(meta) ? null : meta,
      !message.from_bot && message.kind === "text" ? this.pencil() : null,
    ].filter(Boolean);
  }

  answered() {
    const shown = this.actions.find(this.message.reply_to)?.text || "Deleted message";
    return element("button", { type: "button", class: "answered", onclick: () => this.actions.show(this.message.reply_to) }, shown);
  }

  file() {
    const { file, kind } = this.message;
    const address = `sim/files/${file.file_id}`;
    const known = this.bubble.querySelector(".photo");
    if (kind === "photo") {
      if (known?.getAttribute("src") === address) return known;
      return element("img", { class: "photo", src: address, width: file.width, height: file.height, alt: this.message.text || "Photo" });
    }
    const title = file.title || file.name;
    const details = [file.performer, size(file.size)].filter(Boolean).join(", ");
    if (kind === "audio") {
      const player = element("audio", { controls: true, preload: "none", src: address, "data-testid": "audio" });
      return element("div", { class: "audio" }, element("b", {}, title), element("small", {}, details), player);
    }
    const caption = element("span", {}, element("b", {}, title), element("small", {}, details));
    const mark = element("span", { class: "document-icon" }, icon("file"));
    return element("a", { class: "document", href: address, download: file.name, "data-testid": "document" }, mark, caption);
  }

  meta() {
    const { message, actions } = this;
    const label = (name, text) => element("span", { role: "img", "aria-label": text, title: text }, icon(name));
    const showEdited = message.edited && !(message.from_bot && message.buttons.length);
    return element(
      "span", { class: "meta" },
      message.pinned ? label("pin", "Pinned") : null,
      message.silent ? label("silent", "Sent without a sound") : null,
      showEdited ? "edited" : null,
      element("time", { datetime: message.at }, actions.clockTime(message.at)),
      message.from_bot ? null : label("read", "Read"),
    );
  }

  pencil() {
    const start = () => this.actions.edit(this.message);
    return element("button", { type: "button", class: "round edit-own", "aria-label": "Edit", onclick: start }, icon("edit"));
  }

  drawKeys() {
    const focused = [...this.keys.querySelectorAll(".key")].indexOf(document.activeElement);
    this.keys.replaceChildren(
      ...this.message.buttons.map((row) => element("div", { class: "keys-row" }, ...row.map((button) => this.key(button)))),
    );
    this.keys.hidden = !this.message.buttons.length;
    const keys = this.keys.querySelectorAll(".key");
    if (focused >= 0 && keys.length) keys[Math.min(focused, keys.length - 1)].focus({ preventScroll: true });
  }

  key(button) {
    const common = { class: `key ${button.style || ""}`, "data-testid": button.text, "data-style": button.style };
    if (button.url) {
      const outside = { ...common, href: button.url, target: "_blank", rel: "noopener noreferrer" };
      return element("a", outside, button.text, icon("link"));
    }
    const key = element("button", { ...common, type: "button" }, button.text);
    key.addEventListener("click", () => this.tap(key, button));
    return key;
  }

  async tap(key, button) {
    if (button.callback_data === undefined) return;
    key.classList.add("waiting");
    const stop = () => key.classList.remove("waiting");
    setTimeout(stop, WAIT_FOR_ANSWER_MS);
    try {
      const id = await this.actions.tap(this.message.message_id, button.callback_data);
      waitingKeys.set(id, stop);
    } catch (problem) {
      stop();
      this.actions.complain(problem);
    }
  }
}

/* The answer to a tap has come: its button stops shining. */
export function answered(callbackId) {
  waitingKeys.get(callbackId)?.();
  waitingKeys.delete(callbackId);
}

function place([latitude, longitude]) {
  const mark = element("span", { class: "document-icon" }, icon("place"));
  const words = element("span", {}, element("b", {}, "Location"), element("br"), `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`);
  return element("div", { class: "place" }, mark, words);
}

function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
