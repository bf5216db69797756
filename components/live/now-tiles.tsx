"use client"

import { useTranslations } from "use-intl"
import { Elapsed } from "@/components/call/elapsed"
import { StatTile } from "@/components/ui/stat-tile"
import { groupAgents, waitingCalls, waitsSince } from "./board"
import type { Snapshot } from "./snapshot"
import { waitLateMs, waitWarnMs } from "./wait-limits"

/** How things stand this second. */
export function NowTiles({ snapshot }: { snapshot: Snapshot }) {
  const t = useTranslations("live.now")
  const { calls, agents, gauge } = snapshot
  const waiting = waitingCalls(calls)
  const oldest = waiting[0]
  const groups = groupAgents(agents)
  const busy = groups.ringing.length + groups.talking.length + groups.acw.length
  const here = busy + groups.ready.length + groups.notReady.length
  // Above its limit the snapshot's list of calls is cut; the gauge counts them all.
  const inMenu = Math.max(gauge.totals.inIvr, 0)
  const talking = calls.filter(({ outcome }) => outcome === "talking").length
  return (
    <section aria-label={t("label")} className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <StatTile
        label={t("waiting")}
        value={waiting.length}
        meaning={waiting.length > 0 && groups.ready.length === 0 ? "warning" : undefined}
        hint={
          oldest ? (
            <span>
              {t("longest")}{" "}
              <Elapsed since={waitsSince(oldest)} warnMs={waitWarnMs} lateMs={waitLateMs} className="text-foreground" />
            </span>
          ) : (
            t("nobody")
          )
        }
      />
      <StatTile label={t("ready")} value={groups.ready.length} hint={t("ofHere", { here })} />
      <StatTile
        label={t("talking")}
        value={talking}
        hint={t("busy", { ringing: groups.ringing.length, acw: groups.acw.length })}
      />
      <StatTile label={t("inMenu")} value={inMenu} hint={t("inMenuHint")} />
    </section>
  )
}
