"use client"

import { Copy, Download } from "lucide-react"
import { useEffect, useMemo, useState } from "react"
import { useFormatter, useTranslations } from "use-intl"
import { downloadBlob } from "@/components/flow/file/download"
import { Button } from "@/components/ui/button"
import { DialogPanel } from "@/components/ui/dialog-panel"
import { notify } from "@/components/ui/notify"
import type { CardModel } from "../card-model"
import { Segmented } from "../controls/segmented"
import { useColorMode } from "../use-color-mode"
import { useDraftCards } from "../use-draft-cards"
import { flowSvg } from "./flow-svg"
import { iconMarkup } from "./icon-markup"
import { readPalette } from "./palette"
import { pngOf } from "./png"
import type { Measure } from "./svg-text"

const noProblems: readonly never[] = []

/** Letters are as wide as the page's own font draws them. */
function measureWith(): Measure {
  const context = document.createElement("canvas").getContext("2d")
  const family = getComputedStyle(document.body).fontFamily
  return (text, size) => {
    if (!context) return text.length * size * 0.6
    context.font = `500 ${size}px ${family}`
    return context.measureText(text).width
  }
}

/** The whole flow as a picture: looked at first, then kept as SVG or PNG, or copied. */
export function PictureDialog(props: {
  flowName: string
  /** Which version it is, or that it is a draft. */
  about: string
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}) {
  const t = useTranslations("designer.picture")
  const format = useFormatter()
  const { graph, cards } = useDraftCards(noProblems)
  const mode = useColorMode()
  const [theme, setTheme] = useState<"light" | "dark">(mode ?? "light")
  const [openedAt] = useState(() => new Date())
  const [measure] = useState(measureWith)
  const icons = useIcons(cards)
  const { flowName } = props
  const about = `${props.about} · ${format.dateTime(openedAt, { dateStyle: "medium", timeStyle: "short" })}`
  const picture = useMemo(
    () =>
      flowSvg({
        graph,
        cards,
        title: flowName,
        about,
        palette: readPalette(theme),
        icons,
        measure,
      }),
    [graph, cards, flowName, about, theme, measure, icons],
  )
  const shown = useObjectUrl(picture.svg)
  const fileName = flowName.replaceAll(/[^\p{L}\p{N}_-]+/gu, "-").slice(0, 80) || "flow"
  const attempt = async (what: () => Promise<void>) => {
    try {
      await what()
    } catch {
      notify.error(t("failed"))
    }
  }
  const asPng = () => attempt(async () => downloadBlob(`${fileName}.png`, await pngOf(picture)))
  const copy = () =>
    attempt(async () => {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": pngOf(picture) })])
      notify.ok(t("copied"))
    })
  return (
    <DialogPanel
      isOpen={props.isOpen}
      onOpenChange={props.onOpenChange}
      title={t("title")}
      description={t("hint")}
      size="xl"
      footer={
        <>
          <Button variant="outline" onPress={() => void copy()}>
            <Copy aria-hidden="true" />
            {t("copy")}
          </Button>
          <Button variant="outline" onPress={() => void asPng()}>
            <Download aria-hidden="true" />
            {t("png")}
          </Button>
          <Button onPress={() => downloadBlob(`${fileName}.svg`, new Blob([picture.svg], { type: "image/svg+xml" }))}>
            <Download aria-hidden="true" />
            {t("svg")}
          </Button>
        </>
      }
    >
      <div className="space-y-3">
        <Segmented
          label={t("theme")}
          options={[
            { value: "light", label: t("light") },
            { value: "dark", label: t("dark") },
          ]}
          value={theme}
          onChange={setTheme}
        />
        <div className="grid max-h-[52vh] place-items-center overflow-auto rounded-lg border border-border bg-surface-secondary p-3">
          {/* oxlint-disable-next-line next/no-img-element -- made in this page, there is nothing to optimise */}
          {shown && <img src={shown} alt={t("alt", { name: flowName })} className="max-h-[48vh] max-w-full" />}
        </div>
      </div>
    </DialogPanel>
  )
}

const noIcons: ReadonlyMap<string, string> = new Map()

/** The cards' icons as markup; they are drawn by React themselves, so not while this is being rendered. */
function useIcons(cards: ReadonlyMap<string, CardModel>): ReadonlyMap<string, string> {
  const [icons, setIcons] = useState(noIcons)
  useEffect(() => {
    const timer = setTimeout(() => setIcons(iconMarkup([...cards.values()].map(({ icon }) => icon))))
    return () => clearTimeout(timer)
  }, [cards])
  return icons
}

/** An address under which the page shows a text as an image, for as long as it is shown. */
function useObjectUrl(svg: string): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }))
    const timer = setTimeout(() => setUrl(made))
    return () => {
      clearTimeout(timer)
      // The image may still be reading it.
      setTimeout(() => URL.revokeObjectURL(made), 10_000)
    }
  }, [svg])
  return url
}
