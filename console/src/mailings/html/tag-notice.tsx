import { Text } from '@mantine/core';
import { foreignTagsIn } from './foreign-tags';

/** Under the editor, as long as there is a tag in it that our mail does not fill: it was brought in, or pasted. */
export function TagNotice({ text }: { text: string }) {
  const tags = foreignTagsIn(text);
  return (
    <div role="status">
      {tags.length > 0 && (
        <Text size="sm" className="html-tags">
          Not filled in our mails; replace or delete: {tags.join(', ')}
        </Text>
      )}
    </div>
  );
}
