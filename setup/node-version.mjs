// Which Node runs this. Written so that even a Node that is years too old reads it and prints the message.

/** Whether a version such as `20.20.2` will do: 20.19 and later, not 21, not 22 before 22.12. */
export function isNodeVersionSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}

/** Says in both languages what is missing, and ends the process, when this Node will not do. */
export function requireSupportedNode() {
  const version = process.versions.node;
  if (isNodeVersionSupported(version)) return;
  process.stderr.write(
    [
      `Mutua needs Node.js 20.19 or later (of 22: 22.12 or later); this is ${version} at ${process.execPath}.`,
      'Install a supported version, for example Node.js 24, and run the same command again.',
      `Mutua 需要 Node.js 20.19 或更高版本（22 系列须为 22.12 或更高）；当前版本为 ${version}。`,
      '请安装受支持的版本（例如 Node.js 24），然后重新运行同一命令。',
      '',
    ].join('\n'),
  );
  process.exit(2);
}
