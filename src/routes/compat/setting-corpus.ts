import type { Config } from '../../config.ts'
import { CorpusNotFoundError, SettingCorpusNotFoundError } from '../../errors.ts'
import type { Corpus, CorpusStore } from '../../matching/ports.ts'

export type CorpusSetting = 'MENTORS_CORPUS' | 'JOBS_CORPUS' | 'PEOPLE_CORPUS' | 'DOCUMENTS_CORPUS'

/**
 * The corpus that a setting names. Who calls a contract named none, so where it is not there the sentence is for who runs the service.
 * @throws SettingCorpusNotFoundError
 */
export async function settingCorpus (corpora: CorpusStore, config: Pick<Config, CorpusSetting>, setting: CorpusSetting): Promise<Corpus> {
  try {
    return await corpora.get(config[setting])
  } catch (error) {
    throw error instanceof CorpusNotFoundError ? new SettingCorpusNotFoundError(config[setting], setting) : error
  }
}
