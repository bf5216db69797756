/** Hands a text to the browser as a file. */
export const download = (file: { fileName: string; mediaType: string; text: string }): void =>
  downloadBlob(file.fileName, new Blob([file.text], { type: file.mediaType }))

export function downloadBlob(fileName: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement("a")
  link.href = url
  link.download = fileName
  link.click()
  // Some browsers begin the download a moment later.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
