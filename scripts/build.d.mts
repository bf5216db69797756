export function sourceHash(root: string, sources?: string[]): string
