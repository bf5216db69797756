import type { Picture } from "./flow-svg"

/** Of a PNG: twice as fine as the screen where that is not too large for a browser or for whoever opens it. */
export const pngLimits = { scale: 2, side: 12_000, pixels: 60_000_000 } as const

/** How much larger than its SVG a PNG is drawn. Pure. */
export const pngScale = ({ width, height }: Pick<Picture, "width" | "height">): number =>
  Math.min(
    pngLimits.scale,
    pngLimits.side / width,
    pngLimits.side / height,
    Math.sqrt(pngLimits.pixels / (width * height)),
  )

/** Draws the picture as a PNG. Rejects when the browser cannot. */
export async function pngOf(picture: Picture): Promise<Blob> {
  const scale = pngScale(picture)
  const image = new Image()
  const url = URL.createObjectURL(new Blob([picture.svg], { type: "image/svg+xml" }))
  try {
    image.src = url
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = Math.round(picture.width * scale)
    canvas.height = Math.round(picture.height * scale)
    const context = canvas.getContext("2d")
    if (!context) throw new Error("There is no canvas to draw on.")
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"))
    if (!blob) throw new Error("The picture is too large for this browser.")
    return blob
  } finally {
    URL.revokeObjectURL(url)
  }
}
