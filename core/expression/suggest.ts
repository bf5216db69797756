/** Edits (insert, delete, replace, swap neighbours) between two short words, or `max` + 1 when there are more. */
function distance(left: string, right: string, max: number): number {
  if (Math.abs(left.length - right.length) > max) return max + 1
  let previousButOne: number[] = []
  let previous = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1]
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      const costs = [
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      ]
      if (swapped) costs.push((previousButOne[column - 2] ?? 0) + 1)
      current.push(Math.min(...costs))
    }
    previousButOne = previous
    previous = current
  }
  return previous[right.length] ?? max + 1
}

/** The candidate someone most likely meant by `word`, or undefined when none is near. Ties go to the first. Pure. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const short = word.slice(0, 64).toLowerCase()
  const max = short.length <= 3 ? 1 : short.length <= 7 ? 2 : 3
  let best: { candidate: string; edits: number } | undefined
  for (const candidate of candidates) {
    const other = candidate.toLowerCase()
    const edits = other === short ? 0 : distance(short, other, max)
    if (edits <= max && edits < (best?.edits ?? Infinity)) best = { candidate, edits }
  }
  return best?.candidate
}
