import type { CheckContext, CheckDefinition, ReplyExchange } from '../core/check.ts';
import type { Finding } from '../core/finding.ts';
import type { Json, JsonObject } from '../core/json.ts';
import { isObject } from '../core/json.ts';
import type { Element } from './body.ts';
import { elementsOf, emptyList, idOf, isList, judged, noBody, notApplicable, onPage, singleOf } from './body.ts';

/** What a reduced answer may carry unasked (AMB-R19). */
const TOLERATED: ReadonlySet<string> = new Set(['id', 'href', '@type', '@baseType', '@schemaLocation', 'topicRef']);
const SHOWN = 5;

const NAMES = { type: 'array', items: { type: 'string' } } as const;

/** "Including only attributes …": the requested ones, and of the others nothing. */
export const only: CheckDefinition = {
  summary: 'nothing but these attributes is returned, and these are',
  rulings: ['AMB-R19', 'AMB-R52'],
  argument: {
    type: 'object',
    properties: {
      attributes: { ...NAMES, minItems: 1 },
      witnesses: NAMES,
      whole: { type: 'object' },
      /** Other steps ask for other attributes: what leaves nothing out here is proved there. */
      sweep: { type: 'boolean' },
    },
    required: ['attributes'],
    dependencies: { witnesses: ['whole'] },
    additionalProperties: false,
  },
  judge: (pages, argument, context) => {
    const { attributes, witnesses, whole, sweep } = argument as JsonObject;
    const wanted = names(attributes);
    const elements = isList(pages) ? elementsOf(pages) : singleOf(pages);
    if (elements === undefined) return noBody(pages);
    if (elements.length === 0) return emptyList;
    const idAsked = pages[0]?.request.fields?.includes('id') ?? false;
    const all = elements.flatMap((element) =>
      onPage(element.page, findingsFor(element, wanted, idAsked, isShown(element, whole, pages, context), context)),
    );
    // what decides comes first, so that no number of remarks pushes it out
    const findings = [...all.filter(({ kind }) => kind !== 'remark'), ...all.filter(({ kind }) => kind === 'remark')].slice(
      0,
      SHOWN,
    );
    if (findings.length > 0 || witnesses === undefined || !isObject(whole)) return judged(findings);
    // an answer that leaves nothing out proves nothing: something else must have been there to leave out
    const proof = names(witnesses).filter((name) => !wanted.includes(name) && whole[name] !== undefined && whole[name] !== null);
    if (proof.length > 0) return judged([]);
    if (sweep === true) return notApplicable(`the record has nothing besides ${wanted.join(', ')} to leave out`, 'not-offered');
    return judged([{ code: 'fields.no-witness', kind: 'undecided', where: 'body', expected: [...names(witnesses)] }]);
  },
};

/** Others' records need not have the attributes at all, nor each of the run's own: that one has shown them before. */
function isShown(
  { value }: Element,
  whole: Json | undefined,
  pages: readonly ReplyExchange[],
  { ownIds }: CheckContext,
): boolean {
  const id = idOf(value) ?? '';
  return !isList(pages) || (isObject(whole) ? id === idOf(whole) : ownIds.has(id));
}

function findingsFor(
  { value, pointer }: Element,
  wanted: readonly string[],
  idAsked: boolean,
  shown: boolean,
  context: CheckContext,
): readonly Finding[] {
  if (!isObject(value)) return [];
  const mode = context.option('AMB-R19');
  const tolerated = (name: string) => (mode === 'strict' ? name === 'id' && idAsked : TOLERATED.has(name));
  const findings: Finding[] = Object.keys(value)
    .filter((name) => !wanted.includes(name) && !tolerated(name))
    .map((name) => unrequested(name, value[name] ?? null, pointer, wanted, context));
  const required = [...(shown ? wanted : []), ...(mode === 'idHrefRequired' ? ['id', 'href'] : [])];
  for (const name of required) {
    if (value[name] === undefined || value[name] === null) {
      findings.push({ code: 'fields.not-returned', kind: 'violation', pointer, expected: name, actual: Object.keys(value) });
    }
  }
  return findings;
}

function unrequested(name: string, actual: Json, pointer: string, wanted: readonly string[], context: CheckContext): Finding {
  const base = { pointer: `${pointer}/${name}`, expected: [...wanted] };
  if (actual === null && context.option('AMB-R52') !== 'strict') {
    return { code: 'fields.unrequested-null', kind: 'remark', ...base, actual, ruling: 'AMB-R52' };
  }
  return { code: 'fields.unrequested', kind: 'violation', ...base, actual: name, ruling: 'AMB-R19' };
}

function names(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.flat().map(String) : [];
}
