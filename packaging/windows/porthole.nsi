; The installer for Windows: for one person without asking for rights, or for everybody on the machine.
; build.py says where everything is:  makensis -DVERSION=… -DNUMBERS=… -DTREE=… -DICON=… -DOUTPUT=… porthole.nsi
;
; Unattended:  porthole-setup.exe /S /CurrentUser   or   /S /AllUsers   (then /D=C:\somewhere, as the last word)

Unicode true
ManifestDPIAware true
SetCompressor /SOLID lzma

!define MULTIUSER_EXECUTIONLEVEL Highest
!define MULTIUSER_MUI
!define MULTIUSER_INSTALLMODE_COMMANDLINE
!define MULTIUSER_INSTALLMODE_DEFAULT_CURRENTUSER
!define MULTIUSER_INSTALLMODE_INSTDIR "Porthole"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_KEY "Software\Porthole"
!define MULTIUSER_INSTALLMODE_DEFAULT_REGISTRY_VALUENAME "Mode"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_KEY "Software\Porthole"
!define MULTIUSER_INSTALLMODE_INSTDIR_REGISTRY_VALUENAME "Folder"
!define MULTIUSER_USE_PROGRAMFILES64

!include MultiUser.nsh
!include MUI2.nsh
!include x64.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Porthole"
!define RUN "Software\Microsoft\Windows\CurrentVersion\Run"
!define APPROVED "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
!define WINDOW "$INSTDIR\porthole-window.exe"

Name "Porthole"
OutFile "${OUTPUT}"
BrandingText "Porthole ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey "ProductName" "Porthole"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${NUMBERS}"
VIAddVersionKey "FileDescription" "Server consoles at a double click"
VIAddVersionKey "LegalCopyright" "Apache License 2.0"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "${WINDOW}"
!define MUI_FINISHPAGE_NOAUTOCLOSE

!insertmacro MUI_PAGE_LICENSE "${TREE}\LICENSE.txt"
!insertmacro MULTIUSER_PAGE_INSTALLMODE
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_COMPONENTS
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "Porthole needs a 64-bit Windows." /SD IDOK
    Abort
  ${EndIf}
  SetRegView 64
  !insertmacro MULTIUSER_INIT
FunctionEnd

Function un.onInit
  SetRegView 64
  !insertmacro MULTIUSER_UNINIT
FunctionEnd

; The files of the version before would stay among the new ones.
!macro RemoveProgram
  Delete "$INSTDIR\porthole.exe"
  Delete "${WINDOW}"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\THIRD-PARTY.txt"
  RMDir /r "$INSTDIR\_internal"
!macroend

Section "Porthole" SECTION_PROGRAM
  SectionIn RO
  ; A running program cannot be replaced: this is the file that would be in use.
  ClearErrors
  ${If} ${FileExists} "${WINDOW}"
    Delete "${WINDOW}"
    ${If} ${Errors}
      MessageBox MB_ICONSTOP "Porthole is running. Quit it, in the tray too, and start the setup again." /SD IDOK
      Abort
    ${EndIf}
  ${EndIf}
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${TREE}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr SHCTX "Software\Porthole" "Mode" "$MultiUser.InstallMode"
  WriteRegStr SHCTX "Software\Porthole" "Folder" "$INSTDIR"

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "Porthole"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "${WINDOW}"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe" /$MultiUser.InstallMode'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S /$MultiUser.InstallMode'
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  SectionGetSize ${SECTION_PROGRAM} $0
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" $0

  ; "porthole" in the Run dialog, without touching anybody's PATH.
  WriteRegStr SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\porthole.exe" "" "${WINDOW}"
SectionEnd

Section "Start menu" SECTION_MENU
  CreateShortcut "$SMPROGRAMS\Porthole.lnk" "${WINDOW}"
SectionEnd

Section "Open porthole:// links" SECTION_LINKS
  WriteRegStr SHCTX "Software\Classes\porthole" "" "URL:Porthole"
  WriteRegStr SHCTX "Software\Classes\porthole" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\porthole\DefaultIcon" "" "${WINDOW},0"
  WriteRegStr SHCTX "Software\Classes\porthole\shell\open\command" "" '"${WINDOW}" "%1"'
SectionEnd

; The value that Porthole's own settings write and read. It is each person's: for everybody it is not offered.
Section /o "Start when I log in" SECTION_LOGIN
  WriteRegStr HKCU "${RUN}" "Porthole" '"${WINDOW}" --hidden'
  DeleteRegValue HKCU "${APPROVED}" "Porthole"
SectionEnd

!insertmacro MUI_FUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_PROGRAM} "The program, with all it needs."
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_MENU} "An entry in the Start menu."
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_LINKS} "Links in a wiki or a chat open a server's console."
  !insertmacro MUI_DESCRIPTION_TEXT ${SECTION_LOGIN} "For you alone; Porthole's settings can change it."
!insertmacro MUI_FUNCTION_DESCRIPTION_END

; Not ticked: whoever installs again finds their profiles. First, because the program itself knows what is its own.
Section /o "un.My profiles, settings and passwords" UNSECTION_DATA
  ExecWait '"$INSTDIR\porthole.exe" forget --yes'
SectionEnd

Section "un.Porthole" UNSECTION_PROGRAM
  SectionIn RO
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Porthole.lnk"
  DeleteRegKey SHCTX "Software\Classes\porthole"
  DeleteRegKey SHCTX "Software\Microsoft\Windows\CurrentVersion\App Paths\porthole.exe"
  DeleteRegKey SHCTX "${UNINSTALL}"
  DeleteRegKey SHCTX "Software\Porthole"
  DeleteRegValue HKCU "${RUN}" "Porthole"
  DeleteRegValue HKCU "${APPROVED}" "Porthole"
SectionEnd

!insertmacro MUI_UNFUNCTION_DESCRIPTION_BEGIN
  !insertmacro MUI_DESCRIPTION_TEXT ${UNSECTION_PROGRAM} "The program."
  !insertmacro MUI_DESCRIPTION_TEXT ${UNSECTION_DATA} "What you have entered in Porthole."
!insertmacro MUI_UNFUNCTION_DESCRIPTION_END
