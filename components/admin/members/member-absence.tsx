"use client"

import { ArrowRightLeft } from "lucide-react"
import { useTranslations } from "use-intl"
import { Button } from "@/components/ui/button"
import { HandOverDialog } from "../substitutes/hand-over-dialog"
import { Substitutes } from "../substitutes/substitutes"
import { useSheet } from "../use-sheet"
import type { Member } from "./member-list"

/** Who stands in for a member, and handing all their work over: for owners and supervisors. */
export function MemberAbsence({ member }: { member: Member }) {
  const t = useTranslations("substitutes")
  const sheet = useSheet<Member>()
  return (
    <section aria-label={t("title")} className="space-y-3 border-t border-separator pt-4">
      <h3 className="text-sm font-medium">{t("title")}</h3>
      <Substitutes personId={member.id} isMine={false} />
      <Button variant="outline" size="sm" onPress={() => sheet.open(member)}>
        <ArrowRightLeft aria-hidden="true" />
        {t("handOver.button")}
      </Button>
      {sheet.target && (
        <HandOverDialog key={sheet.key} person={member} isOpen={sheet.isOpen} onOpenChange={sheet.onOpenChange} />
      )}
    </section>
  )
}
