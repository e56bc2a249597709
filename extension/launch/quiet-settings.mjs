/** What keeps a fresh VS Code from offering things that nobody asked for. */
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.colorTheme': 'Default Dark Modern',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'files.simpleDialog.enable': true,
  // As on the desktop. In a browser VS Code would save by itself after a second.
  'files.autoSave': 'off',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'typescript.disableAutomaticTypeAcquisition': true,
  'npm.fetchOnlinePackageInfo': false,
  'remote.autoForwardPorts': false,
  'json.schemaDownload.enable': false,
  'window.confirmBeforeClose': 'never',
  // A folder that is not trusted opens in Restricted Mode, where trust can be granted.
  'security.workspace.trust.startupPrompt': 'never',
};
