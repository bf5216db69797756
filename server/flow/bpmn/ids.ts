/** Ids that a graph takes: letters, digits, - and _, at most 40, each once. */
export function createIds(taken: Iterable<string> = []) {
  const used = new Set(taken)
  return (wanted: string): string => {
    const stem = wanted.replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 34) || "step"
    const clean = ["constructor", "prototype", "__proto__"].includes(stem) ? `${stem}_` : stem
    let id = clean
    for (let count = 2; used.has(id); count++) id = `${clean}_${count}`
    used.add(id)
    return id
  }
}
