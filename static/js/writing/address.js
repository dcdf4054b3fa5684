// Where a link may lead.
import FORM from "../../../living_docs/prose/form.json";

export function isAllowedAddress(href) {
  const scheme = /^([a-z]+):\S+$/i.exec(href ?? "");
  return Boolean(scheme) && FORM.link_schemes.includes(scheme[1].toLowerCase()) && href.length <= FORM.longest_address;
}
