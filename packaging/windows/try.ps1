# Installs Porthole for one person, looks whether it is there and starts, and removes it again. For CI.
param([Parameter(Mandatory)] [string] $Setup)
$ErrorActionPreference = "Stop"

$folder = Join-Path $env:LOCALAPPDATA "Programs\Porthole"
$link = "HKCU:\Software\Classes\porthole\shell\open\command"
$uninstall = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Porthole"

function Confirm-That($Holds, $What) {
    if (-not $Holds) { throw "Not so: $What" }
    Write-Output "So it is: $What"
}

Start-Process -Wait -FilePath $Setup -ArgumentList "/S", "/CurrentUser", "/D=$folder"
$said = & "$folder\porthole.exe" --version
Confirm-That ($said -like "Porthole *") "the installed program says its version ($said)"
Confirm-That ((Get-ItemProperty $link)."(default)" -like "*porthole-window.exe*") "porthole:// links are known"
Confirm-That (Test-Path $uninstall) "the system's list of programs has it"

$window = Start-Process -PassThru -FilePath "$folder\porthole-window.exe" -ArgumentList "--demo"
Start-Sleep -Seconds 15
Confirm-That (-not $window.HasExited) "the window stays open"
Stop-Process -Id $window.Id

# The uninstaller copies itself away and goes on there, unless it is told where it is.
Start-Process -Wait -FilePath "$folder\uninstall.exe" -ArgumentList "/S", "/CurrentUser", "_?=$folder"
Confirm-That (-not (Test-Path "$folder\porthole.exe")) "the program is gone"
Confirm-That (-not (Test-Path $uninstall)) "the system's list has it no longer"
Confirm-That (-not (Test-Path "HKCU:\Software\Classes\porthole")) "porthole:// links are nobody's"
