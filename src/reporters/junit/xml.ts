import XMLBuilder from 'fast-xml-builder';

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  attributeValueProcessor: (_name, value) => oneLine(writable(String(value))),
  tagValueProcessor: (_name, value) => writable(String(value)),
});

/** An XML document from an object: `@_name` is an attribute, `#text` the text, an array repeats its element. */
export function xmlOf(root: object): string {
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, ...root });
}

/** XML 1.0 has no way to write control characters and halves of surrogate pairs; they are spelled `\u0001`. */
function writable(text: string): string {
  return text.replace(UNWRITABLE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

const UNWRITABLE = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Line ends in an attribute would come back as blanks anyway. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
