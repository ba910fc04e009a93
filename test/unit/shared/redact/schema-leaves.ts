// oxlint-disable no-underscore-dangle -- the public name of a schema's own parts in zod
// Every field of a schema that holds a value, with its place: lists have no place of their own, observations go by kind.
import type { z } from 'zod';

export type Leaf = { readonly place: string; readonly type: string; readonly schema: z.core.$ZodType };

type Def = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly element?: z.core.$ZodType;
  readonly innerType?: z.core.$ZodType;
  readonly options?: readonly z.core.$ZodType[];
  readonly keyType?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
};

const defOf = (schema: z.core.$ZodType): Def => schema._zod.def;
const below = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

export function leavesOf(schema: z.core.$ZodType, place = ''): readonly Leaf[] {
  const def = defOf(schema);
  if (def.shape !== undefined) {
    const [kind] = [...(def.shape['kind']?._zod.values ?? [])];
    const here = place === 'observations' ? below(place, String(kind)) : place;
    return Object.entries(def.shape).flatMap(([name, inner]) => leavesOf(inner, below(here, name)));
  }
  const inner = def.element ?? def.innerType;
  if (inner !== undefined) return leavesOf(inner, place);
  if (def.options !== undefined) return def.options.flatMap((option) => leavesOf(option, place));
  if (def.valueType !== undefined) {
    const names = [...(def.keyType?._zod.values ?? ['*'])];
    return names.flatMap((name) => leavesOf(def.valueType as z.core.$ZodType, below(place, String(name))));
  }
  return [{ place, type: def.type, schema }];
}
