"use client"

import { useMemo } from "react"
import { useTranslations } from "use-intl"
import type { ElementTexts } from "./canvas-elements"
import type { CardTexts } from "./card-model"

/** The sentences cards and edges need, as one stable object per language. */
export function useCardTexts(): CardTexts & ElementTexts {
  const t = useTranslations("designer.card")
  return useMemo(
    () => ({
      unknownKind: t("unknownKind"),
      fallback: t("fallback"),
      route: (number) => t("route", { number }),
      gone: (exit) => t("gone", { exit }),
      addRoute: t("addRoute"),
      endsTicket: t("endsTicket"),
      stopsTicket: t("stopsTicket"),
      backTo: (step) => t("backTo", { step: step ?? t("stepGone") }),
      nobodyYet: t("nobodyYet"),
      node: (card) => {
        const name =
          card.name === card.kindTitle ? card.name : t("nodeLabel", { name: card.name, kind: card.kindTitle })
        const count = card.errors + card.warnings
        return count > 0 ? t("withProblems", { label: name, count }) : name
      },
      edge: (exit, from, to) => t("edgeLabel", { exit, from, to }),
      annotation: ({ kind, text }) => t(kind === "note" ? "noteLabel" : "groupLabel", { text: text.slice(0, 120) }),
      nodeRole: t("nodeRole"),
      edgeRole: t("edgeRole"),
    }),
    [t],
  )
}
