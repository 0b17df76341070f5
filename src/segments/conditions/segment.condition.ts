import { Id, Kind } from './definition.js';

/**
 * In another segment, as it stands when it is asked. It has no SQL: what refers to a segment is replaced by that segment's
 * own tree before it is compiled (referring.ts).
 */
export class SegmentCondition {
  @Kind('segment')
  kind: 'segment';

  @Id('Another segment')
  segment_id: string;
}
