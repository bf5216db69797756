/** Hands a text to the browser as a file. */
export function download({ fileName, mediaType, text }: { fileName: string; mediaType: string; text: string }): void {
  const url = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement("a")
  link.href = url
  link.download = fileName
  link.click()
  // Some browsers begin the download a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
