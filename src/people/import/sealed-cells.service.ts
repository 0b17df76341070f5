import { Injectable } from '@nestjs/common';
import { Tokens } from '../../platform/tokens/tokens.service.js';
import { SEALED_VALUE } from '../people-secrets.access.js';
import { type Mapping } from './columns.js';
import { type ImportedField, type SealedEntry } from './field-values.js';
import { type ReadRow } from './read-row.js';

/** Keeps what a file says for sealed fields out of the staged rows, and of the error file that is made of them. */
@Injectable()
export class SealedCells {
  constructor(private readonly tokens: Tokens) {}

  /** Encrypts the row's values of sealed fields, and blanks their cells in what is kept of the row as it stands. */
  seal(row: ReadRow, mapping: Mapping, fields: ReadonlyMap<string, ImportedField>): ReadRow {
    const isSealed = (id: string | undefined): boolean =>
      id !== undefined && fields.get(id)?.isSealed === true;
    if (!mapping.some(({ fieldId }) => isSealed(fieldId))) return row;
    return {
      ...row,
      values: Object.fromEntries(
        Object.entries(row.values).map(([id, value]) => [id, isSealed(id) ? this.sealed(value) : value]),
      ),
      cells: row.cells && row.cells.map((cell, at) => (isSealed(mapping[at]?.fieldId) ? '' : cell)),
    };
  }

  private sealed(value: unknown): SealedEntry {
    return { sealed: this.tokens.encrypt(SEALED_VALUE.purpose, JSON.stringify(value)).toString('base64') };
  }
}
