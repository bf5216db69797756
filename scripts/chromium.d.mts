export function chromiumLaunchOptions(): { executablePath: string; args: string[]; env?: Record<string, string> }
