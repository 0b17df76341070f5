import { Anchor, Image, Paper, Stack } from '@mantine/core';

interface QrCodeProps {
  /** Path of the SVG that the server draws. */
  src: string;
  /** What it opens: "Sign-up page of the Capitol rally". */
  opens: string;
  /** Width and height on the screen, in CSS pixels. */
  size?: number;
  fileName: string;
}

/** On white in both schemes: scanners need dark modules on a light ground and its quiet zone. */
export function QrCode({ src, opens, size = 176, fileName }: QrCodeProps) {
  return (
    <Stack gap={6} align="center" w="fit-content">
      <Paper withBorder p="sm" bg="white">
        <Image src={src} alt={`QR code. ${opens}`} w={size} h={size} fit="contain" />
      </Paper>
      <Anchor href={src} download={fileName} size="sm">
        Download the QR code
      </Anchor>
    </Stack>
  );
}
