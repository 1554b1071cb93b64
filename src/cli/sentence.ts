const OF_SYSTEM: Record<string, (path: string) => string> = {
  EACCES: path => `There is no permission to read or write ${path}.`,
  EPERM: path => `There is no permission to read or write ${path}.`,
  EROFS: path => `${path} cannot be written: it is on a file system that is read-only.`,
  ENOSPC: path => `${path} cannot be written: the disk is full.`
}

/** What went wrong, as a sentence also where it comes from the system. */
export function sentenceOf (error: unknown): string {
  const { code = '', path, message } = error as NodeJS.ErrnoException
  return OF_SYSTEM[code]?.(path ?? 'a file') ?? message
}
