/* Text and entities, as the Bot API has them, to elements. Offsets are UTF-16 units, as in JavaScript strings. */

import { element } from "./dom.js";

const opened = new Set();

export function words(message, sendCommand) {
  const entities = message.entities.map((entity) => ({ ...entity, end: entity.offset + entity.length }));
  return element("div", { class: "words" }, ...span(0, message.text.length, entities, { message, sendCommand }));
}

/* The nodes of one stretch of text: entities nest, and one that crosses its neighbour is cut in two. */
function span(from, to, entities, context) {
  const nodes = [];
  const waiting = entities.slice();
  let position = from;
  while (waiting.length) {
    const first = waiting.shift();
    if (first.offset > position) nodes.push(context.message.text.slice(position, first.offset));
    const inner = [];
    const later = [];
    for (const other of waiting) {
      if (other.offset >= first.end) later.push(other);
      else {
        inner.push({ ...other, end: Math.min(other.end, first.end) });
        if (other.end > first.end) later.push({ ...other, offset: first.end });
      }
    }
    waiting.splice(0, waiting.length, ...later.sort((a, b) => a.offset - b.offset));
    const children = span(first.offset, first.end, inner, context);
    nodes.push(format(first, children, context));
    position = first.end;
    const isBlock = first.type === "pre" || first.type.endsWith("blockquote");
    if (isBlock && context.message.text[position] === "\n") position += 1;
  }
  if (position < to) nodes.push(context.message.text.slice(position, to));
  return nodes;
}

const SIMPLE = { bold: "b", italic: "i", underline: "u", strikethrough: "s" };

function format(entity, children, context) {
  if (SIMPLE[entity.type]) return element(SIMPLE[entity.type], {}, ...children);
  const covered = context.message.text.slice(entity.offset, entity.end);
  switch (entity.type) {
    case "code":
      return element("code", { title: "Click to copy", onclick: () => navigator.clipboard?.writeText(covered) }, ...children);
    case "pre":
      return element("pre", { "data-language": entity.language }, ...children);
    case "text_link":
      return link(entity.url, children);
    case "url":
      return link(covered, children);
    case "email":
      return link(`mailto:${covered}`, children);
    case "bot_command":
      return element("button", { type: "button", class: "command", onclick: () => context.sendCommand(covered) }, ...children);
    case "date_time":
      return element("time", { class: "moment", datetime: new Date(entity.unix_time * 1000).toISOString() }, ...children);
    case "spoiler":
      return spoiler(children);
    case "blockquote":
      return element("div", { class: "quote", role: "note" }, element("div", { class: "quote-words" }, ...children));
    case "expandable_blockquote":
      return expandable(`${context.message.message_id}:${entity.offset}`, children);
    default:
      return element("span", { class: entity.type }, ...children);
  }
}

const link = (href, children) => element("a", { href, target: "_blank", rel: "noopener noreferrer" }, ...children);

function spoiler(children) {
  const hidden = element("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, activate to show" });
  const open = () => { hidden.classList.add("open"); hidden.removeAttribute("aria-label"); };
  hidden.append(element("span", {}, ...children));
  hidden.addEventListener("click", open);
  hidden.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") open(); });
  return hidden;
}

/* Three lines and "Show more"; a quote that fits needs no button. */
function expandable(key, children) {
  const inside = element("div", { class: "quote-words" }, ...children);
  const more = element("button", { type: "button", class: "quote-more", "data-testid": "show-more" });
  const quote = element("div", { class: "quote expandable", role: "note" }, inside, more);
  const show = () => {
    const open = opened.has(key);
    quote.classList.toggle("closed", !open);
    more.textContent = open ? "Show less" : "Show more";
    more.setAttribute("aria-expanded", String(open));
  };
  more.addEventListener("click", () => {
    if (!opened.delete(key)) opened.add(key);
    show();
  });
  show();
  requestAnimationFrame(() => {
    more.hidden = !opened.has(key) && inside.scrollHeight <= inside.clientHeight + 1;
  });
  return quote;
}
