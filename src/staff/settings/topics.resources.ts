import { ApiProperty } from '@nestjs/swagger';
import { type Localized, localized } from '../../layout/i18n.js';
import { LocalizedText } from '../../layout/localized-text.js';
import { type Topic } from '../../network/topics.service.js';
import { type ListFile } from '../audit/list-file.access.js';

export class TopicResource {
  @ApiProperty({ format: 'uuid' })
  id: string;
  @ApiProperty({ description: 'Made of its first name and never changed; the purpose of a consent names it' })
  key: string;
  @ApiProperty({ type: LocalizedText })
  name: Localized;
  @ApiProperty({ description: 'False once it was put away' })
  is_active: boolean;

  static from(it: Topic): TopicResource {
    return { id: it.id, key: it.key, name: it.name, is_active: it.isActive };
  }
}

export class TopicList {
  @ApiProperty({ type: [TopicResource] })
  data: TopicResource[];
}

export const TOPIC_FILE: ListFile<TopicResource> = {
  noun: 'topics',
  ownerOf: () => null,
  columns: {
    Topic: (it) => localized(it.name, 'en'),
    Key: (it) => it.key,
    'In use': (it) => (it.is_active ? 'yes' : 'no'),
  },
};
