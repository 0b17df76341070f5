import { ApiProperty } from '@nestjs/swagger';
import { type Counted } from './import.entity.js';

export class StatusColumn {
  @ApiProperty()
  heading: string;
  @ApiProperty({ description: 'Rows of the file' })
  rows: number;
}

/** Rows by what becomes, or became, of them. */
export class ImportCounts {
  @ApiProperty()
  new: number;
  @ApiProperty({ description: 'Of people who are there and get something new' })
  updated: number;
  @ApiProperty()
  unchanged: number;
  @ApiProperty({ description: 'Somebody like them is there under another email' })
  possible_duplicate: number;
  @ApiProperty({ description: 'The same person stands further up in the file' })
  repeated: number;
  @ApiProperty()
  rejected: number;
  @ApiProperty({ description: 'Taken, but for a cell that could not be read' })
  with_remarks: number;
  @ApiProperty({
    description:
      'Of people who unsubscribed, or whose address is suppressed: they stay so, whatever the file says',
  })
  stay_unsubscribed: number;
  @ApiProperty({
    description: 'Say "yes" to email where a rule of opt-in wants it confirmed: unsubscribed until then',
  })
  to_confirm: number;
  @ApiProperty({ description: 'Organizations that the file names and the chapter does not know' })
  unknown_organizations: number;

  @ApiProperty({
    type: [StatusColumn],
    description:
      'Columns of which cells seem to tell who was exploited; of a dry run alone, and kept nowhere',
  })
  status_columns: StatusColumn[];

  /** Null before the dry run. */
  static of({ counted }: { counted: Counted }): ImportCounts | null {
    if (counted.remarks === undefined) return null;
    return {
      new: counted.new ?? 0,
      updated: counted.updated ?? 0,
      unchanged: counted.unchanged ?? 0,
      possible_duplicate: counted['possible-duplicate'] ?? 0,
      repeated: counted.repeated ?? 0,
      rejected: counted.rejected ?? 0,
      with_remarks: counted.remarks,
      stay_unsubscribed: counted.unsubscribed ?? 0,
      to_confirm: counted.toConfirm ?? 0,
      unknown_organizations: counted.unknownOrganizations ?? 0,
      status_columns: counted.statusCells ?? [],
    };
  }
}
