export function readSecrets(dataDir: string): { postgresPassword: string; masterKey: string; authSecret: string }
