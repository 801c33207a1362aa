import type { FormSnapshot } from '../../../domain/reflections/form-definition.ts';
import { NotFoundError } from '../../../shared/errors.ts';
import type { PrismaTransaction } from '../../prisma.ts';
import { stored } from '../mappers.ts';

/** Forms by the hash of their content, which never changes: each is read once a process. */
export type Forms = {
  readonly get: (tx: PrismaTransaction, hash: string) => Promise<FormSnapshot>;
};

const mostForms = 200;

/** Remembers forms over transactions. */
export function createForms(): Forms {
  const known = new Map<string, FormSnapshot>();
  return {
    get: async (tx, hash) => {
      const form = known.get(hash);
      if (form !== undefined) return form;
      const row = await tx.formDefinition.findUnique({ where: { hash } });
      if (row === null) throw new NotFoundError('form');
      const found = stored<FormSnapshot>(row.snapshot);
      if (known.size >= mostForms) known.clear();
      known.set(hash, found);
      return found;
    },
  };
}
