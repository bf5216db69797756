import { Compass } from "lucide-react"
import { getTranslations } from "@/components/intl/request"
import { BrandName } from "@/components/ui/brand-mark"
import { ButtonLink } from "@/components/ui/button-link"
import { EmptyState } from "@/components/ui/empty-state"

export default async function NotFound() {
  const t = await getTranslations("error")
  return (
    <main className="flex min-h-dvh flex-col bg-surface">
      <div className="p-6">
        <BrandName />
      </div>
      <div className="grid flex-1 place-items-center pb-24">
        <EmptyState
          icon={Compass}
          titleAs="h1"
          title={t("notFoundTitle")}
          description={t("notFoundDescription")}
          action={
            <ButtonLink href="/" variant="primary">
              {t("home")}
            </ButtonLink>
          }
        />
      </div>
    </main>
  )
}
