import { Injectable } from '@nestjs/common';
import { Invalid } from '../../platform/http/errors.js';
import { readCongressLegislators } from './congress-legislators.js';
import { type OfficialsFile } from './import-files.js';
import { type OfficialsReading } from './official-record.js';
import { readOpenStatesCsv } from './open-states-csv.js';
import { readOpenStatesYaml } from './open-states.js';

export const OFFICIALS_FORMATS = ['openstates-yaml', 'openstates-csv', 'congress-legislators'] as const;
export type OfficialsFormat = (typeof OFFICIALS_FORMATS)[number];

/** Reads officials from files, whatever their format. */
@Injectable()
export class OfficialsFiles {
  /** @param jurisdiction only for CSV, whose rows do not name their state. @throws Invalid */
  read(format: OfficialsFormat, files: readonly OfficialsFile[], jurisdiction?: string): OfficialsReading {
    const readers: Record<OfficialsFormat, () => OfficialsReading> = {
      'openstates-yaml': () => readOpenStatesYaml(files),
      'openstates-csv': () => readOpenStatesCsv(files, jurisdiction),
      'congress-legislators': () => readCongressLegislators(files),
    };
    return readers[format]();
  }

  /** @throws Invalid for a word that is no format. */
  format(word: string): OfficialsFormat {
    const found = OFFICIALS_FORMATS.find((each) => each === word);
    if (found) return found;
    const message = `The format is one of ${OFFICIALS_FORMATS.join(', ')}.`;
    throw new Invalid([{ param: 'format', message }], message);
  }
}
