import { describe, expect, it } from 'vitest';
import { FAULTS, selectFaults } from '../../src/reference/faults.ts';
import { selectVariants, VARIANTS } from '../../src/reference/variants.ts';
import { talkOverHttp, talkOverKafka } from './conversation.ts';
import { startKafkaApi } from './kafka-api.ts';
import { KAFKA_CONTRASTS, VARIANT_CONTRASTS } from './kafka-contrasts.ts';

const ids = (fits: (fault: (typeof FAULTS)[string]) => boolean) =>
  Object.values(FAULTS)
    .filter(fits)
    .map(({ id }) => id);

/** Ids that tell in which order they were given out. */
const countingIds = (): (() => string) => {
  const names = ['one', 'two', 'three'];
  return () => names.shift() ?? 'more';
};

describe('faults of v5', () => {
  const ofV5 = ids(({ models, faces }) => !models.includes('v1') && faces.includes('kafka'));

  it.each(ofV5)('%s changes what is on the wire', async (id) => {
    const contrast = KAFKA_CONTRASTS[id];
    if (!contrast) throw new Error(`no test for the fault ${id}`);
    const sound = await contrast.look(await startKafkaApi({ newId: countingIds() }));
    const faulty = await contrast.look(await startKafkaApi({ newId: countingIds(), faults: [id] }));
    expect(sound).toStrictEqual(contrast.without);
    expect(faulty).toStrictEqual(contrast.with);
  });

  it('there are some of every kind, and none is tested that is not there', () => {
    expect(ofV5.length).toBeGreaterThan(50);
    expect(Object.keys(KAFKA_CONTRASTS).filter((id) => !ofV5.includes(id))).toStrictEqual([]);
  });
});

describe('faults of both models', () => {
  const ofBoth = ids(({ models }) => models.length === 2);

  it.each(ofBoth.filter((id) => FAULTS[id]?.faces.includes('kafka')))('%s changes what is heard over Kafka', async (id) => {
    expect(await talkOverKafka({ faults: [id] })).not.toBe(await talkOverKafka({}));
  });

  const told = (id: string) => id.startsWith('notify-') || id.startsWith('hub-');
  it.each(ofBoth.filter((id) => !told(id)))('%s changes what is heard over HTTP in v5', async (id) => {
    expect(await talkOverHttp({ faults: [id] })).not.toBe(await talkOverHttp({}));
  });
});

describe('variants', () => {
  const atKafka = Object.keys(VARIANTS).filter((id) => VARIANTS[id]?.faces.includes('kafka'));

  it.each(atKafka)('%s changes what is on the wire', async (id) => {
    const contrast = VARIANT_CONTRASTS[id];
    if (!contrast) throw new Error(`no test for the variant ${id}`);
    const plain = await contrast.look(await startKafkaApi({ newId: countingIds() }));
    const peculiar = await contrast.look(await startKafkaApi({ newId: countingIds(), variants: [id] }));
    expect(plain).toStrictEqual(contrast.without);
    expect(peculiar).toStrictEqual(contrast.with);
  });

  it.each(Object.entries(VARIANTS))('%s has its id and a summary, and names rulings', (id, variant) => {
    expect(variant.id).toBe(id);
    expect(variant.summary).toMatch(/^[A-Za-z][^.]+$/);
    expect(variant.rulings.filter((ruling) => !/^AMB-[A-Z]\d\d$/.test(ruling))).toStrictEqual([]);
  });
});

describe('which server can have which', () => {
  it('a fault may be limited to one resource', async () => {
    const api = await startKafkaApi({ faults: ['no-status-code@BillFormat', 'events-empty@BillFormat', 'patch-201@BillFormat'] });
    const of = async (resource: string) => {
      const id = await api.make(resource);
      const [reply, event] = await api.ask('patch', resource, { parameters: { id }, body: { description: 'd' } });
      return [reply?.status, event?.record.value === null];
    };
    expect(await of('BillFormat')).toStrictEqual([undefined, true]);
    expect(await of('BillPresentationMedia')).toStrictEqual(['200', false]);
  });

  it('late-retrieve answers in the end', async () => {
    const api = await startKafkaApi({ faults: ['late-retrieve'], lateBy: 1 });
    const id = await api.make('BillFormat');
    await api.ask('retrieve', 'BillFormat', { parameters: { id } });
    await expect
      .poll(() => api.broker.written.filter(({ topic }) => topic.endsWith('.retrieveBillFormat.commandReply')))
      .toHaveLength(1);
  });

  it.each([
    [
      'no-status-code',
      { version: 'v1', faces: ['rest'] },
      'the fault no-status-code can be seen in v5 only, and this server follows v1',
    ],
    [
      'rules-ignored',
      { version: 'v5', faces: ['rest'] },
      'the fault rules-ignored can be seen in v1 only, and this server follows v5',
    ],
    [
      'no-status-code',
      { version: 'v5', faces: ['rest'] },
      'the fault no-status-code can be seen at the Kafka face only, which this server does not have',
    ],
  ] as const)('%s is refused by a server that cannot have it', (id, served, message) => {
    expect(() => selectFaults([id], served)).toThrow(expect.objectContaining({ message }));
  });

  it('an unknown variant is refused, and the nearest name is told', () => {
    expect(() => selectVariants(['async203'])).toThrow('there is no variant "async203"; did you mean "async202"?');
  });
});
