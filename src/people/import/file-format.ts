import { type TextFormat } from './text-format.js';

/** A sheet of an Office Open XML workbook. */
export interface WorkbookFormat {
  kind: 'workbook';
  sheet: string;
  /** Those to choose from. */
  sheets: string[];
  hasHeadings: boolean;
}

/** How a file is to be read. */
export type FileFormat = TextFormat | WorkbookFormat;
