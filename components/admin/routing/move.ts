/** The list with the entry at `from` moved one place up (-1) or down (1); null where there is no such place. Pure. */
export function moved<Entry>(list: readonly Entry[], from: number, by: -1 | 1): Entry[] | null {
  const [here, there] = [list[from], list[from + by]]
  if (here === undefined || there === undefined) return null
  return list.map((entry, index) => (index === from ? there : index === from + by ? here : entry))
}
