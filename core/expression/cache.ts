import type { Variable } from "./variable"

/**
 * Compiled expressions of one tenant, least recently used out. Handed to `compileExpression`, so that one tenant's texts
 * never push out another's. Holds no values.
 */
export type ExpressionCache<Entry> = {
  readonly size: number
  /** The entry for a text over these variables, made by `make` when it is not there. */
  get(source: string, variables: readonly Variable[], expect: string, make: () => Entry): Entry
}

export function createCache<Entry>(capacity: number): ExpressionCache<Entry> {
  const entries = new Map<string, Entry>()
  // Variables are compared by content once per array; arrays are treated as frozen from then on.
  const numbers = new WeakMap<readonly Variable[], number>()
  const signatures = new Map<string, number>()
  let last = 0

  const numberOf = (variables: readonly Variable[]): number => {
    const known = numbers.get(variables)
    if (known !== undefined) return known
    const signature = JSON.stringify(
      variables.map(({ key, type, nullable, values }) => [key, type, nullable, values?.map(({ value }) => value)]),
    )
    const number = signatures.get(signature) ?? (last += 1)
    if (signatures.size >= capacity) signatures.clear()
    signatures.set(signature, number)
    numbers.set(variables, number)
    return number
  }

  return {
    get size() {
      return entries.size
    },
    get(source, variables, expect, make) {
      const key = `${numberOf(variables)} ${expect} ${source}`
      const found = entries.get(key)
      const entry = found ?? make()
      entries.delete(key)
      entries.set(key, entry)
      if (entries.size > capacity) {
        const [oldest] = entries.keys()
        if (oldest !== undefined) entries.delete(oldest)
      }
      return entry
    },
  }
}
