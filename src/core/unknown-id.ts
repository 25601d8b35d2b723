const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Longest run of digits that stays below 2³¹, which servers with numeric ids can still read. */
const DIGITS = 9;

/**
 * An id of the shape of a real one that no record has (AMB-R55): letters, digits and hexadecimal digits
 * are replaced by others of their kind, everything else is kept.
 *
 * Short numbers would meet real records, so a numeric id becomes a long number. Without a real id to
 * imitate it is a random UUID.
 *
 * @param real an id that the SUT has assigned, if it is known
 * @param random hexadecimal digits, as many as asked for
 */
export function inventId(real: string | undefined, random: (digits: number) => string): string {
  const digits = [...random(Math.max(32, real?.length ?? 0))];
  // a UUID keeps its version and variant, or a server that checks them would answer 400
  if (real === undefined || UUID.test(real)) return asUuid(digits.join(''));
  if (/^\d+$/.test(real)) return decimal(digits, Math.max(DIGITS, real.length));
  const hexadecimal = /^[\da-f-]+$/i.test(real);
  const invented = [...real].map((char, index) => replace(char, Number.parseInt(digits[index] ?? '0', 16), hexadecimal)).join('');
  return invented === real ? `${real}0` : invented;
}

function replace(char: string, random: number, hexadecimal: boolean): string {
  if (/\d/.test(char)) return String((Number(char) + 1 + (random % 9)) % 10);
  if (!/[a-z]/i.test(char)) return char;
  const first = char === char.toLowerCase() ? 97 : 65;
  const letters = hexadecimal ? 6 : 26;
  return String.fromCharCode(first + ((char.charCodeAt(0) - first + 1 + (random % (letters - 1))) % letters));
}

function decimal(digits: readonly string[], length: number): string {
  const rest = digits.slice(1, length).map((digit) => String(Number.parseInt(digit, 16) % 10));
  return `1${rest.join('')}`;
}

function asUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
