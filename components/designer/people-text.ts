import { describePeople } from "@/core/people/describe"
import type { Directory } from "@/core/people/directory"
import type { PeopleRule } from "@/core/people/rule"
import type { Locale } from "@/core/text"

/** Names shown before "+2". */
const namesShown = 2

/** A people rule with the names of its people, units and groups: "Unit head: Fees". Unknown ids fall back to the rule. */
export function peopleText(rule: PeopleRule, directory: Directory, locale: Locale, nobodyYet: string): string {
  const plain = describePeople(rule)[locale]
  const colon = locale === "zh" ? "：" : ": "
  const withName = (name: string | undefined) => (name ? `${plain}${colon}${name}` : plain)
  if ("unitId" in rule) return withName(directory.units.find(({ id }) => id === rule.unitId)?.name)
  if ("skillGroupId" in rule) return withName(directory.skillGroups.find(({ id }) => id === rule.skillGroupId)?.name)
  if (!("personIds" in rule)) return plain
  if (rule.personIds.length === 0) return nobodyYet
  const names = rule.personIds.flatMap((id) => directory.people.find((person) => person.id === id)?.name ?? [])
  const more = rule.personIds.length - namesShown
  if (names.length === 0) return plain
  const shown = names.slice(0, namesShown).join(locale === "zh" ? "、" : ", ")
  return more > 0 ? `${shown} +${more}` : shown
}
