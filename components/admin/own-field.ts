/**
 * The field of a form that a refused place belongs to: itself or, for a part of a list or of settings ("vendorIds.3"),
 * the longest of `fields` it lies in. "" when the form has none. Pure.
 */
export function ownField(place: string | undefined, fields: readonly string[]): string {
  if (place === undefined) return ""
  const holding = fields.filter((field) => place === field || place.startsWith(`${field}.`))
  return holding.toSorted((a, b) => b.length - a.length)[0] ?? ""
}
