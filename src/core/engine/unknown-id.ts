/** The variable that scenarios ask an unknown id from. */
export const UNKNOWN_ID = 'unknownId';

/** Longest run of digits that stays below 2³¹, which servers with numeric ids can still read. */
const DIGITS = 9;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** Ids with so little to vary that this many attempts meet real ones get a longer one. */
const ATTEMPTS = 20;

/**
 * An id of the shape of a real one that no record has (AMB-R55): letters, digits and hexadecimal digits
 * are replaced by others of their kind, everything else is kept.
 *
 * Numbers are mostly counted up, so each run of digits starts high, and a number alone becomes a long one.
 * Without a real id to imitate it is a random UUID.
 *
 * @param real an id that the SUT has assigned, if it is known
 * @param random hexadecimal digits, as many as asked for
 * @param isTaken whether a record is known to have an id
 */
export function inventId(real: string | undefined, random: (digits: number) => string, isTaken: (id: string) => boolean): string {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const invented = imitate(real, [...random(Math.max(32, real?.length ?? 0))]);
    if (invented !== real && !isTaken(invented)) return invented;
  }
  return `${real ?? ''}${random(8)}`;
}

function imitate(real: string | undefined, digits: readonly string[]): string {
  // a UUID keeps its version and variant, or a server that checks them would answer 400
  if (real === undefined || UUID.test(real)) return asUuid(digits.join(''));
  if (/^\d+$/.test(real)) return decimal(digits, Math.max(DIGITS, real.length));
  const hexadecimal = /^[\da-f-]+$/i.test(real);
  return [...real]
    .map((char, index, all) => replace(char, all[index - 1], Number.parseInt(digits[index] ?? '0', 16), hexadecimal))
    .join('');
}

function replace(char: string, before: string | undefined, random: number, hexadecimal: boolean): string {
  if (/\d/.test(char)) return /\d/.test(before ?? '') || hexadecimal ? String(random % 10) : String(8 + (random % 2));
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
