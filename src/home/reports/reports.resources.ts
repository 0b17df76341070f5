import { ApiProperty } from '@nestjs/swagger';

const FEW = 'Null where it is one to four and you work for the network alone';
const FIGURE = { type: Number, nullable: true, description: FEW } as const;

class ReportFiguresResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty()
  name: string;
  @ApiProperty(FIGURE)
  actions: number | null;
  @ApiProperty(FIGURE)
  new_people: number | null;
  @ApiProperty({ ...FIGURE, description: `In the 90 days that end with the period. ${FEW}` })
  active_people: number | null;
  @ApiProperty({ description: 'Places of shifts with a limit that began in the period' })
  places: number;
  @ApiProperty({ ...FIGURE, description: `Of these, those that were taken. ${FEW}` })
  places_taken: number | null;
  @ApiProperty({ ...FIGURE, description: `Checked in. ${FEW}` })
  came: number | null;
  @ApiProperty({ ...FIGURE, description: `Signed up and marked as not there. ${FEW}` })
  stayed_away: number | null;
  @ApiProperty({ ...FIGURE, description: `Letters that left for an office. ${FEW}` })
  letters: number | null;
}

class ReportTargetResource {
  @ApiProperty({ format: 'uuid' })
  owner_id: string;
  @ApiProperty()
  owner_name: string;
  @ApiProperty({ format: 'uuid' })
  official_id: string;
  @ApiProperty()
  official_name: string;
  @ApiProperty()
  office: string;
  @ApiProperty(FIGURE)
  letters: number | null;
  @ApiProperty({ ...FIGURE, description: `Different addresses that wrote. ${FEW}` })
  constituents: number | null;
  @ApiProperty({
    ...FIGURE,
    description: `Of the letters, those that their writers handed in themselves. ${FEW}`,
  })
  by_hand: number | null;
  @ApiProperty({ ...FIGURE, description: `Confirmed, and not taken by the office's server yet. ${FEW}` })
  on_their_way: number | null;
  @ApiProperty({ ...FIGURE, description: `The office's server refused them, or sent them back. ${FEW}` })
  came_back: number | null;
  @ApiProperty({ ...FIGURE, description: `Nobody knows whether they arrived. ${FEW}` })
  unknown: number | null;
}

export class OverviewResource {
  @ApiProperty({ format: 'date' })
  from: string;
  @ApiProperty({ format: 'date', description: 'Included' })
  to: string;
  @ApiProperty({
    type: [ReportFiguresResource],
    description: 'By name. There is no total: it would tell what is not told',
  })
  organizations: ReportFiguresResource[];
  @ApiProperty({ type: [ReportTargetResource], description: 'Most letters first' })
  targets: ReportTargetResource[];
}

export type FiguresRow = ReportFiguresResource;
export type TargetRow = ReportTargetResource;
