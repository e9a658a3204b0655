// The files of a message: a picture is drawn, with its words for those who do not see it; anything else is a link.

import { h } from "./dom.js";

const DRAWN = /^image\/(?:gif|jpeg|png|webp)$/;

/** Shows the files of a message to the person with the id `me`. */
export const showFiles = (files, me) => files.map((file) => showFile(file, me));

function showFile(file, me) {
  if (file.is_deleted) return h("p", { class: "unshown" }, "This file was deleted.");
  const address = `person/${encodeURIComponent(me)}/file/${encodeURIComponent(file.id)}`;
  const outward = { href: address, target: "_blank", rel: "noopener noreferrer" };
  if (!DRAWN.test(file.kind)) return h("a", { ...outward, class: "file" }, file.title);
  return h("figure", { class: "figure" },
    h("figcaption", { class: "file-title" }, file.title),
    h("a", outward, h("img", { class: "picture picture-large", src: address, alt: file.alt_text || file.title })));
}
