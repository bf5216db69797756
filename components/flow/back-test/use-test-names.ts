import { useMemo } from "react"
import { useTranslations } from "use-intl"
import type { BackTest } from "./back-test-types"

/** The words for what a back-test names by ids: steps, teams, people, clocks, ends. */
export function useTestNames({ names, graph }: Pick<BackTest, "names" | "graph">) {
  const t = useTranslations("flows.backTest")
  return useMemo(() => {
    const slas = new Map((graph.settings.slas ?? []).map(({ id, name }) => [id, name]))
    const step = (nodeId: string) => names.nodes[nodeId] || nodeId
    return {
      step,
      unit: (unitId: string) => (unitId === "none" ? t("noTeam") : (names.units[unitId] ?? t("gone"))),
      person: (personId: string) => names.people[personId] ?? t("gone"),
      /** `todo:<step>`, `visit:<step>`, `ticket:<deadline>`. */
      clock(key: string) {
        const colon = key.indexOf(":")
        const [of, id] = [key.slice(0, colon), key.slice(colon + 1)]
        if (of === "ticket") return t("clock.ticket", { name: slas.get(id) ?? id })
        return of === "visit" ? t("clock.visit", { step: step(id) }) : step(id)
      },
      /** null or "open": it has not ended. */
      end: (end: string | null) => (end === null || end === "open" ? t("open") : end || t("closed")),
    }
  }, [names, graph, t])
}
export type TestNames = ReturnType<typeof useTestNames>
