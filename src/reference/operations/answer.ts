import { create } from './create.ts';
import { remove } from './delete.ts';
import type { Answer, Call, Context } from './operation.ts';
import { patch } from './patch.ts';
import { list, retrieve } from './read.ts';

/** Carries out one operation. Whatever face asks, the answer is the same. */
export function answer(call: Call, context: Context): Answer {
  switch (call.operation) {
    case 'create':
      return create(call, context);
    case 'list':
      return list(call, context);
    case 'retrieve':
      return retrieve(call, context);
    case 'patch':
      return patch(call, context);
    case 'delete':
      return remove(call, context);
  }
}
