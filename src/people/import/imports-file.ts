import { type ListFile } from '../../staff/audit/list-file.access.js';
import { type ImportResource } from './imports.resources.js';

export const IMPORT_FILE: ListFile<ImportResource> = {
  noun: 'imports',
  ownerOf: (it) => it.owner_id,
  columns: {
    Import: (it) => it.name,
    Of: (it) => it.owner_name,
    State: (it) => it.state,
    Rows: (it) => it.total_rows,
    New: (it) => it.counts?.new ?? null,
    Updated: (it) => it.counts?.updated ?? null,
    Rejected: (it) => it.counts?.rejected ?? null,
    By: (it) => it.made_by,
    'Begun at': (it) => it.created_at,
    'Finished at': (it) => it.finished_at,
    'Can be undone until': (it) => it.undoable_until,
  },
};
